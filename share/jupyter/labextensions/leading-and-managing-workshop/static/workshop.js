"use strict";(()=>{var d=o=>o.widgets.map(({model:e})=>[e.type,e.sharedModel.getSource()]);async function m(o,e,n,t){let{ServerConnection:a}=await t("@jupyterlab/services"),s=o.serviceManager.serverSettings,i={path:e.context.path,kernel:n,cells:d(e.content)};try{let r=await a.makeRequest(`${s.baseUrl}workshop/unasked`,{method:"POST",body:JSON.stringify(i)},s),l=r.ok?await r.json():{};return l.allowed===!0?l.words:null}catch{return null}}var x="data-lm-suppress-shortcuts",P=/^(s|C)$/;function g(o){let e=o.composedPath().filter(n=>n instanceof Element);return e.some(n=>n.hasAttribute(x))?!1:e[0]?.closest(".lm-calm .jp-Notebook")!=null}function f(){window.addEventListener("keydown",o=>{!((o.ctrlKey||o.metaKey)&&P.test(o.key))&&g(o)&&o.stopPropagation()},!0),window.addEventListener("contextmenu",o=>{g(o)&&o.stopPropagation()},!0)}var w=`/* The line above a notebook that starts by itself. */
.lm-line {
  box-sizing: border-box;
  display: flex;
  align-items: center;
  gap: 0.25rem;
  min-height: 32px;
  padding: 0 0.5rem;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font: 0.8125rem / 1.3 var(--jp-ui-font-family);
}
.lm-line > [role="status"] {
  flex: 1;
  min-width: 0;
}
.lm-line > button {
  flex: none;
  min-width: 32px;
  min-height: 28px;
  padding: 0 0.5rem;
  border: 0;
  border-radius: 4px;
  background: none;
  color: var(--jp-ui-font-color2);
  font: inherit;
  cursor: pointer;
}
.lm-line > button[hidden] {
  display: none;
}
.lm-line > button:hover {
  background: var(--jp-layout-color2);
  color: var(--jp-ui-font-color1);
}
.lm-line > button:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}
.lm-line svg {
  width: 18px;
  height: 12px;
  vertical-align: middle;
  fill: currentcolor;
}
@media (pointer: coarse) {
  .lm-line,
  .lm-line > button {
    min-height: 44px;
    min-width: 44px;
  }
}

/* What JupyterLab puts around the cells, and what adds one or folds one away. */
.lm-calm .jp-InputPrompt,
.lm-calm .jp-OutputPrompt,
.lm-calm .jp-OutputArea-promptOverlay,
.lm-calm .jp-Collapser,
.lm-calm .jp-collapseHeadingButton,
.lm-calm .jp-cell-toolbar,
.lm-calm .jp-cell-menu,
.lm-calm .jp-Notebook-footer,
.lm-calm .jp-CodeCell > .jp-Cell-inputWrapper,
.lm-calm-page .lm-TabBar-addButton {
  display: none;
}
/* A text is no button: which one JupyterLab takes for the current one is of no use here. */
.lm-calm .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell,
.lm-calm .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell:focus-visible {
  border: 1px solid transparent;
  box-shadow: none;
}
.lm-calm .jp-Notebook.jp-Notebook .jp-MarkdownCell .jp-RenderedMarkdown {
  border-color: transparent;
}
/* A colour alone does not tell a link from the words around it. */
.lm-calm .jp-RenderedMarkdown p a {
  text-decoration: underline;
}
/* What folds in a text: easy to hit with a thumb, and shown as something that opens. */
.lm-calm :is(.jp-RenderedMarkdown, .workshop-page) summary {
  box-sizing: border-box;
  min-height: 44px;
  padding: 0.6rem 0;
  cursor: pointer;
}
.lm-calm :is(.jp-RenderedMarkdown, .workshop-page) summary:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: 2px;
}
.lm-calm-page #jp-main-dock-panel {
  padding: 0;
  background: var(--jp-layout-color1);
}
`;var c=class{constructor(e){this.calm=new Set;this.hidden=[];this.app=e;let{currentChanged:n,layoutModified:t}=e.shell;n.connect(()=>this.update()),t?.connect(()=>this.update()),e.restored.then(()=>this.update())}isCalm(e){return this.calm.has(e)}set(e,n){n?this.calm.add(e):this.calm.delete(e),e.toggleClass("lm-calm",n),n?e.toolbar.hide():e.toolbar.show(),this.app.restored.then(()=>this.update())}update(){let e=this.app.shell.currentWidget,n=e!==null&&this.calm.has(e);document.body.classList.toggle("lm-calm-page",n);let t=new Set(n?C(e):[]),a=this.hidden.filter(i=>!t.has(i)&&!i.isDisposed),s=[...t].filter(i=>!i.isHidden);this.hidden=this.hidden.filter(i=>t.has(i)).concat(s);for(let i of a)i.show();for(let i of s)i.hide()}};function C(o){let n=[...o.parent?.children()??[]].filter(({titles:t})=>t&&t.length<2);for(let t=o.parent;t?.parent;t=t.parent)n.push(...[...t.parent.children()].filter(a=>a!==t));return n}var A='<svg viewBox="0 0 18 12" aria-hidden="true"><path d="M0 0l8 6-8 6zM9 0l8 6-8 6z"/></svg>',p=class{constructor({Widget:e},n,t){this.said=document.createElement("span");this.again=document.createElement("button");this.tools=document.createElement("button");this.words=n,this.said.setAttribute("role","status"),this.again.innerHTML=A,this.again.title=n.again,this.again.setAttribute("aria-label",n.again),this.again.dataset.action="start-again",this.again.onclick=t.again,this.tools.dataset.action="tools",this.tools.onclick=t.tools,this.widget=new e({node:document.createElement("div")}),this.widget.addClass("lm-line"),this.widget.node.append(this.said,this.again,this.tools),this.show(!1)}say(e){this.said.textContent=e}show(e){this.tools.textContent=e?this.words.fewer:this.words.tools,this.tools.setAttribute("aria-expanded",String(e)),this.again.hidden=e}};var E="application/vnd.jupyter.widget-view+json",W=6e4,T=500,M="lm-unheard",N=/^(starting|restarting|autorestarting|terminating|dead|unknown)$/,h=class{constructor(e,n,t,a,s){this.lost=!1;this.runs=0;this.settling=0;this.panel=e,this.session=e.context.sessionContext,this.shared=n,this.screen=t,this.words=s,this.kernel=a,this.content=JSON.stringify(d(e.content))}async begin(){let{panel:e,session:n,words:t}=this;this.line=new p(await this.shared("@lumino/widgets"),t,{again:()=>{this.again()},tools:()=>this.show(this.screen.isCalm(e))}),e.contentHeader.addWidget(this.line.widget),e.context.model.stateChanged.connect(()=>this.tidy()),this.show(!1),this.line.say(t.starting),await n.ready,await this.run(),window.addEventListener(M,()=>this.change()),n.kernelChanged.connect(()=>this.change()),n.connectionStatusChanged.connect(()=>this.change()),n.statusChanged.connect((a,s)=>{N.test(s)?this.lost=!0:s==="idle"&&this.lost&&this.change()})}show(e){this.screen.set(this.panel,!e),this.line?.show(e),this.tidy()}isUnchanged(){return JSON.stringify(d(this.panel.content))===this.content}tidy(){let{model:e}=this.panel.context;e.dirty&&this.screen.isCalm(this.panel)&&this.isUnchanged()&&(e.dirty=!1)}async run(){let{panel:e,session:n,words:t}=this;if(e.isDisposed||!this.isUnchanged())return;this.lost=!1;let a=++this.runs,s=u=>a===this.runs&&this.line?.say(u);if(n.session?.kernel?.name!==this.kernel){s(t.failed);return}s(t.starting);let i=setTimeout(s,W,t.failed),{NotebookActions:r}=await this.shared("@jupyterlab/notebook"),l=e.content.widgets.filter(({model:u})=>u.type==="code"),j=await r.runCells(e.content,l,n).catch(()=>!1);clearTimeout(i),s(j?"":t.failed),this.tidy()}async again(){this.line?.say(this.words.starting);try{this.session.session?.kernel?await this.session.restartKernel():await this.session.changeKernel({name:this.kernel})}catch{}await this.run()}change(){clearTimeout(this.settling),this.settling=window.setTimeout(()=>{this.look()},T)}async look(){let{panel:e,session:n}=this;if(e.isDisposed||!this.screen.isCalm(e)||!this.isUnchanged())return;let t=n.session?.kernel;if(!t){this.line?.say(this.words.starting),await n.changeKernel({name:this.kernel}).catch(()=>null);return}t.connectionStatus==="connected"&&(this.lost=!1,await this.knows(t)||await this.run())}async knows(e){let t=this.panel.content.widgets.flatMap(({model:{outputs:i}})=>Array.from({length:i?.length??0},(r,l)=>i?.get(l).data[E])).flatMap(i=>i?.model_id??[]),s=(await e.requestCommInfo({target_name:"jupyter.widget"}).catch(()=>null))?.content.comms;return!s||t.length>0&&t.every(i=>i in s)}};function y(o,e,n){let t=document.createElement("style");t.textContent=w,document.head.append(t),f();let a=new c(o),s=new WeakSet,i=r=>{s.has(r.context)||(s.add(r.context),R(o,r,n,a))};e.forEach(i),e.widgetAdded.connect((r,l)=>i(l))}async function R(o,e,n,t){await e.context.ready;let a=e.content.model,s=a?.getMetadata("kernelspec")?.name,r=a?.getMetadata("workshop")!==void 0&&s?await m(o,e,s,n):null;e.isDisposed||(e.node.dataset.starts=r?"itself":"pressed",r&&s&&await new h(e,n,t,s,r).begin())}var v="leading-and-managing-workshop";async function L(o){let e=(async t=>{let a=Object.values(o[t]??{});return(await(a.find(({loaded:i})=>i)??a[0]).get())()});if(!o["@jupyterlab/notebook"])return[];let{INotebookTracker:n}=await e("@jupyterlab/notebook");return[{id:`${v}:plugin`,autoStart:!0,requires:[n],activate:(t,a)=>y(t,a,e)}]}var b={},k=window;k._JUPYTERLAB??={};k._JUPYTERLAB[v]={init(o){b=o},async get(){let o=await L(b);return()=>({__esModule:!0,default:o})}};})();
